"""Messages: e-mail, and the pages that browsers save in the same form."""
