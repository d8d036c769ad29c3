# Renders Markdown as Jekyll's kramdown would, typography and automatic ids off.
#
# A line of stdin is a JSON array of bodies, a line of stdout the array of their HTML, null where
# kramdown fails. The first line of stdout says that it can be used, or what is missing.
require "json"

$stdout.sync = true
begin
  gem "kramdown", ">= 2.3.1" # before it, a body could name a file as its template
  require "kramdown"
  require "kramdown-parser-gfm"
  Kramdown::Parser::GFM
rescue LoadError, NameError => e
  puts JSON.generate({ error: e.message.lines.first.to_s.strip }, ascii_only: true)
  exit
end
puts JSON.generate({ version: Kramdown::VERSION })

# Jekyll 4.3's own options, but for those that set typography, ids and colours.
OPTIONS = {
  input: "GFM", hard_wrap: false, auto_ids: false, syntax_highlighter: nil,
  smart_quotes: %w[apos apos quot quot], gfm_quirks: %w[paragraph_end no_auto_typographic],
  typographic_symbols: {
    hellip: "...", mdash: "---", ndash: "--", laquo: "<<", raquo: ">>", laquo_space: "<< ", raquo_space: " >>",
  },
}.freeze

def render(body)
  Kramdown::Document.new(body, OPTIONS).to_html.scrub
rescue StandardError, SystemStackError
  nil
end

$stdin.each_line { |line| puts JSON.generate(JSON.parse(line).map { |body| render(body) }, ascii_only: true) }
