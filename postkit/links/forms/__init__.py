"""Links that work and are to be written otherwise: in one form, with another beginning, by `https:`."""
