"""Messages into mails: the only place that knows Jinja."""
