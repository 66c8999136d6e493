"""Pages for a browser: templates, one stylesheet, and what fills them; the look is changed in the folder templates."""
