using Qinglian.Kernel;

namespace Qinglian.Application.Demo;

/// <summary>How far the demonstration county has been loaded.</summary>
/// <param name="Percent">From 0 to 100 over all steps.</param>
public sealed record DemoProgress(Words Step, int Percent);
