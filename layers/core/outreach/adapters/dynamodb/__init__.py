"""The two DynamoDB tables, one module per port. Import the module that you use; this package re-exports nothing."""
