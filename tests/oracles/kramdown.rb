# Renders one JSON string a line from stdin to one JSON string a line, as Jekyll's kramdown would,
# typography and automatic ids off.
require "json"
require "kramdown"
require "kramdown-parser-gfm"

OPTIONS = {
  input: "GFM", hard_wrap: false, auto_ids: false, syntax_highlighter: nil,
  smart_quotes: %w[apos apos quot quot], gfm_quirks: %w[paragraph_end no_auto_typographic],
  typographic_symbols: {
    hellip: "...", mdash: "---", ndash: "--", laquo: "<<", raquo: ">>", laquo_space: "<< ", raquo_space: " >>",
  },
}.freeze

$stdout.sync = true
$stdin.each_line do |line|
  html = begin
    Kramdown::Document.new(JSON.parse(line), OPTIONS).to_html
  rescue StandardError => e
    "<p>kramdown failed: #{e.class}</p>"
  end
  puts JSON.generate(html.scrub)
end
