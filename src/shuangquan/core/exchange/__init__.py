"""Exchange with outside parties, pure side: an answer becomes facts, a task becomes a sealed package."""
