using Qinglian.Data.Server;

namespace Qinglian.Tests.Integration.Server;

public sealed class StartOptionsTests
{
    [Fact]
    public void Nothing_asked_for_is_the_embedded_server_and_the_demonstration()
    {
        var (options, faults) = StartOptions.Parse([], _ => null);

        Assert.Empty(faults);
        Assert.Equivalent(new StartOptions { Port = 8080 }, options);
    }

    [Fact]
    public void Both_ways_of_writing_a_value_are_read()
    {
        var (options, _) = StartOptions.Parse(["--port", "8081", "--data=/srv/a b", "--database", "Host=db;Database=q", "--empty"], _ => null);

        Assert.Equal((8081, "/srv/a b", "Host=db;Database=q", true), (options!.Port, options.Data, options.Database, options.Empty));
    }

    [Fact]
    public void The_command_line_wins_over_the_configuration()
    {
        var (options, _) = StartOptions.Parse(["--port", "8081"], key => key switch { "Qinglian:Port" => "9", "Qinglian:Data" => "/srv/x", "Qinglian:Empty" => "true", _ => null });

        Assert.Equal((8081, "/srv/x", true), (options!.Port, options.Data, options.Empty));
    }

    [Fact]
    public void Other_settings_are_handed_on()
    {
        var (options, _) = StartOptions.Parse(["--Logging:LogLevel:Default=Debug"], _ => null);

        Assert.Equal(["--Logging:LogLevel:Default=Debug"], options!.Others);
    }

    [Theory]
    [InlineData("--port abc", "“abc”")]
    [InlineData("--port 0", "65535")]
    [InlineData("--port 70000", "“70000”")]
    [InlineData("--port", "--port")]
    [InlineData("--port --empty", "--port")]
    [InlineData("--data", "--data")]
    [InlineData("--port 1 --port 2", "--port")]
    [InlineData("--prot 8080", "--prot")]
    [InlineData("--empty=perhaps", "“perhaps”")]
    public void A_bad_value_is_named_in_both_languages(string line, string named)
    {
        var (options, faults) = StartOptions.Parse(line.Split(' '), _ => null);

        Assert.Null(options);
        Assert.Contains(named, faults[0].Zh);
        Assert.Contains(named, faults[0].En);
    }
}
