using Qinglian.Assessment.Returns;
using Qinglian.Kernel.Organisations;

namespace Qinglian.Web.Pages.Assessment;

/// <summary>A return that came late or not at all.</summary>
public sealed record LateLine(Unit Unit, Square Square);
