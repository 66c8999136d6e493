"""Read back what a model wrote: sentences, marks of citation, and what stands around them."""
