#pragma once

/// What the shared library shows to those who link with it; all else in it is hidden.
#define CLIENTELE_API __attribute__((visibility("default")))
