"""Goals that one number does not measure: places, words, units; and what lies behind a point of a curve."""
