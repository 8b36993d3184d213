package dev.aerospikearrow.expression;

/** A part of a filter's text: a condition, or a term that has a value. */
sealed interface FilterNode permits FilterCondition, FilterTerm {}
