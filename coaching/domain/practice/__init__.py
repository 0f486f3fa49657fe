"""The rehearsal: moves, the buyer, judging, the debrief."""
