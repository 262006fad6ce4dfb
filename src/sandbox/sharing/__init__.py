"""The data-sharing exchange of the sandbox: resources answered from the synthetic population."""
