"""Figures that leave the station: what they are, of which days, beside which others."""
