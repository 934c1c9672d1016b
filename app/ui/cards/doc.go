// Package cards holds the two questions that need more than a sentence: before a large
// deletion ([DeleteCard]), and before a rule is made ([RuleCard]).
package cards
