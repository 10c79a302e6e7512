#pragma once

/// The face of the library: markets of customers read, lived, compared and fitted to data. The command, the examples
/// and other languages use these headers and nothing else; what lies behind them may change with any version.
///
/// What holds throughout:
/// - Errors are exceptions that carry data: InputError with every problem and its place, OutputError, Stopped where
///   Watch::stop asked for the end. A call that throws has changed nothing, and left no half of a file.
/// - Handles (Scenario, Table, Tables, Answer) are cheap to copy and never change; threads may share them. Columns and
///   labels of a table are lent: they are good while a handle of it lives. A Session is for one thread at a time.
/// - Results are the same bits for the same version, scenario and seed, whatever the threads, the processor, the
///   cache, or the program around the library.
/// - Shares are of 1, money is in units of the scenario's currency, time in ticks, unless a unit says otherwise.

#include "clientele/check.h"
#include "clientele/claims.h"
#include "clientele/compare.h"
#include "clientele/errors.h"
#include "clientele/fit.h"
#include "clientele/program.h"
#include "clientele/results.h"
#include "clientele/run.h"
#include "clientele/scenario.h"
#include "clientele/session.h"
#include "clientele/tables.h"
#include "clientele/watch.h"
