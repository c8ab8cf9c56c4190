"""Pure rules over values: standard library only, no I/O, no clock, no randomness."""
