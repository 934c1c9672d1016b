// Package bars holds the bars of the window that tell what is going on: a [Notice] about a
// problem, a [Deletion] that is marked or under way, and the [Status] at the foot.
package bars
