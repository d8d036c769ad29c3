"""Where destinations are written anew: one file for each grammar that their bytes follow."""
