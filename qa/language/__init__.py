"""What is known of natural languages: one frozen profile a language, and everything that reads text takes one."""
