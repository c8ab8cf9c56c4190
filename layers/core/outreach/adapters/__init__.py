"""Adapters: one module per outside thing. Import the module that you use; this package re-exports nothing."""
