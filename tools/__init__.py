"""What `make` calls: setting up, training, running, testing."""
