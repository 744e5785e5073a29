using Qinglian.Data.Server;

// Keeps an embedded server in the folder named until it is killed, for tests of what is left behind.
await using var server = await EmbeddedPostgres.StartAsync(new() { Folder = args[0] }, CancellationToken.None);
Console.WriteLine(server.Pid);
await Task.Delay(Timeout.Infinite);
