package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a command found: the same for machines and for people.
///
/// @param json printed with `--json`
/// @param text printed otherwise
record Answer(ObjectNode json, String text) {}
