"""Views of the portal, a module per page or group of pages."""
