"""Archive packages (归档信息包): written as one ZIP that can be read, and verified, without the system that made it."""
