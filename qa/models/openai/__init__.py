"""Endpoints that speak the protocol of OpenAI: chat models and embeddings."""
