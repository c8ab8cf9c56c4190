"""Files that people give and take: leads, suppressions, rejected rows. Operator's side only, not in the layer."""
