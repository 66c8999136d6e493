"""The chain for LangChain: a runnable of questions, and a retriever of passages."""
