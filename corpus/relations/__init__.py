"""What documents do to other law, and when they take and lose effect, as their sentences say."""
