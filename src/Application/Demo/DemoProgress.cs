using Qinglian.Kernel;

namespace Qinglian.Application.Demo;

/// <summary>How far the demonstration county has been loaded.</summary>
/// <param name="Percent">From 0 to 100 over all steps.</param>
public sealed record DemoProgress(Words Step, int Percent);

/// <summary>Somebody whom a visitor of the demonstration may be.</summary>
/// <param name="PersonNumber">The number on the register of persons.</param>
/// <param name="Group">The heading the role stands under.</param>
public sealed record DemoPart(string PersonNumber, Words Group, Words MayDo);
