"""What every room shares: sources, spans, edits, findings. Pure, standard library only."""
