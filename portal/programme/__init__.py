"""The programme: what units plan, who may read of it, and how it became what was held."""
