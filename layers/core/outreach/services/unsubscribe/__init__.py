"""Handles requests to unsubscribe links: shows the page, and records what people ask for."""
