typedef int cb_placeholder; /* written next */
