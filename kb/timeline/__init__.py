"""What held when: status of works and provisions on a day, with the sentences it follows from."""
