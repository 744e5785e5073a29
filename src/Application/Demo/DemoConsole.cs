namespace Qinglian.Application.Demo;

/// <summary>Tells on the console how far the demonstration is loaded, a line for each fifth.</summary>
public sealed class DemoConsole(TextWriter console) : IProgress<DemoProgress>
{
    private int _told = -1;

    public void Report(DemoProgress value)
    {
        if (value.Percent / 20 == _told) return;
        _told = value.Percent / 20;
        console.WriteLine($"演示县 {value.Percent}%：{value.Step.Zh} | demonstration county {value.Percent} %: {value.Step.En}");
    }
}
