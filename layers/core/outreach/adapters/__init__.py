"""One module per outside thing; import the one you use: nothing is imported from here."""
