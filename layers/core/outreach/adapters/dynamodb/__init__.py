"""The two DynamoDB tables, one module per port; import the one you use: nothing is imported from here."""
