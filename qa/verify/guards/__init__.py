"""Guards: cheap, exact rules that name the words of an article which contradict a statement."""
