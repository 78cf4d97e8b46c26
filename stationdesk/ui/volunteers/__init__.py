"""The page of the volunteers: register, attendance, hours, training, certificates."""
