"""Who says what: claims, speakers and quotations."""
