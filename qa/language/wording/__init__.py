"""What texts of news, questions and models are worded like, a table a subject."""
