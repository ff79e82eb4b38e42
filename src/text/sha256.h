/* Floor 1. SHA-256, through nettle. */
#ifndef CB_TEXT_SHA256_H
#define CB_TEXT_SHA256_H

#include "base/str.h"

/* The digest of `bytes` in hexadecimal, lower case, with a final NUL. */
void cb_sha256(struct cb_str bytes, char hex[65]);

#endif
