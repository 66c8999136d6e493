"""Which articles tell one story: copies of one report, under whatever name of an outlet."""
