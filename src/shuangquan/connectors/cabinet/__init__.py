"""Pick-up cabinets: papers wait in a cell until their code opens it."""
