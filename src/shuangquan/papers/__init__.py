"""PAPER. What leaves the house as a document: prepare → digest → (seal port) → assemble."""
