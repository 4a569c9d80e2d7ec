"""All sites over time (vận hành): rounds, processes, visits, and what a person who looks after them must see."""
