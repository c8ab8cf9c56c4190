"""What SES says about mails, and the breakers that it may open."""
