"""Handles the events that SES publishes about mails, and opens circuit breakers."""
