"""What the refusal of a mail says: of its recipient, of us, or of neither. One rule for SES events and for mails."""
